/** HTML that `renderMarkdown` made on the server, and nothing else: it is put in as it is. */
export function RenderedMarkdown(props: { html: string }) {
  return <div dangerouslySetInnerHTML={{ __html: props.html }} />;
}
