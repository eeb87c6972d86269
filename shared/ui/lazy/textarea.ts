export { Textarea as default } from '@mantine/core';
