import { escapeHtml } from './html.ts';

export interface FramePageOptions {
  /** Address of the built chat script, same origin. */
  readonly scriptUrl: string;
  /** Address of the built chat style, same origin. */
  readonly styleUrl: string;
  /** Only for a policy that asks for one; `'self'` suffices. */
  readonly nonce?: string;
  /** BCP 47; the chat itself goes by the `locale` in the fragment. */
  readonly locale: string;
}

/** The chat's HTML for `GET /widget/frame`: nothing inline, the same for every agent, so it can be cached. */
export function framePage({ scriptUrl, styleUrl, nonce, locale }: FramePageOptions): string {
  const proof = nonce ? ` nonce="${escapeHtml(nonce)}"` : '';
  const needsScript = /^it\b/i.test(locale) ? 'La chat ha bisogno di JavaScript.' : 'The chat needs JavaScript.';
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Chat</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${escapeHtml(styleUrl)}"${proof}>
<script src="${escapeHtml(scriptUrl)}" defer${proof}></script>
</head>
<body><div id="isatis"></div><noscript>${needsScript}</noscript></body>
</html>
`;
}
