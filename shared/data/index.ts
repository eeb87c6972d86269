export { ApolloProvider, useApolloClient, useFragment, useLazyQuery, useMutation, useQuery, useSubscription } from '@apollo/client/react';
export type { TypedDocumentNode } from '@apollo/client';
export { QueryClientProvider, useMutation as useHttpMutation, useQuery as useHttpQuery, useQueryClient } from '@tanstack/react-query';
export { createCache } from './cache.ts';
export { type DataClient, type DataClientOptions, createDataClient } from './client.ts';
export { AppError, type AppErrorCode, codeOfStatus, toAppError } from './errors.ts';
export { type HttpFieldError, HttpRefusal, createQueryClient, requestJson } from './http.ts';
export { type LiveStatus, useLiveStatus } from './live.ts';
export { type UploadOptions, uploadFile } from './upload.ts';
