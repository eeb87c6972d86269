import type { ReactNode } from 'react';
import ReactMarkdown, { type Components, defaultUrlTransform } from 'react-markdown';

interface MarkdownTextProps {
  readonly text: string;
  readonly renderCitation?: (number: number) => ReactNode;
}

const citationScheme = 'citation:';
const citation = /\[(\d{1,3})\](?!\()/g;

/** Marks such as `[2]` become links of our own, so that they can be drawn as buttons. */
const markCitations = (text: string): string => text.replace(citation, (mark, number: string) => `[${mark.slice(1, -1)}](${citationScheme}${number})`);

/** The part of Markdown's drawing that is only fetched where Markdown is shown. */
export default function MarkdownText({ text, renderCitation }: MarkdownTextProps) {
  const components: Components = {
    a: ({ href, children }) =>
      href?.startsWith(citationScheme) && renderCitation
        ? renderCitation(Number(href.slice(citationScheme.length)))
        : <a href={href} target="_blank" rel="noreferrer noopener nofollow">{children}</a>,
  };
  return (
    <ReactMarkdown
      skipHtml
      disallowedElements={['img', 'h1', 'h2']}
      unwrapDisallowed
      urlTransform={(url) => (url.startsWith(citationScheme) ? url : defaultUrlTransform(url))}
      components={components}
    >
      {renderCitation ? markCitations(text) : text}
    </ReactMarkdown>
  );
}
