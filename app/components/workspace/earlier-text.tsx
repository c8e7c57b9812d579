/** What one wrote in this section before, to be read beside the new text. */
export function EarlierText({ text }: { text: string }) {
  return (
    <details className="border-line rounded-md border px-4 py-2.5">
      <summary className="w-fit rounded-sm font-semibold">Your earlier answer</summary>
      {text.trim() === "" ? (
        <p className="text-ink-soft mt-2">You left this section empty.</p>
      ) : (
        <p className="mt-2 max-h-80 overflow-y-auto font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap">
          {text}
        </p>
      )}
    </details>
  );
}
