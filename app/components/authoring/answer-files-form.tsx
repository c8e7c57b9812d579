import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { SavedAnswerFiles } from "#server/authoring/save-answer-files";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { AnswerFilesNotice } from "./answer-files-notice";

export type AnswerFilesResult = {
  kind: "answers";
  saved: SavedAnswerFiles | { status: "refused"; messages: string[] };
};

/** Reads answers in from files as they lie in the repository, many at once, drawings beside them. */
export function AnswerFilesForm(props: { draftId: string; read: AnswerFilesResult | null }) {
  const fetcher = useFetcher<{ kind: string } | AnswerFilesResult>();
  const form = useRef<HTMLFormElement>(null);
  const answered = fetcher.data;
  const result = answered && "saved" in answered ? answered : props.read;
  const saved = result?.saved ?? null;
  const replaces = saved?.status === "replaces" ? saved.answers : [];

  useEffect(() => {
    if (fetcher.data && "saved" in fetcher.data && fetcher.data.saved.status === "saved") {
      form.current?.reset();
    }
  }, [fetcher.data]);

  return (
    <details className="min-w-0 flex-1 basis-80" open={saved !== null || undefined}>
      <summary className="text-accent w-fit rounded-sm py-2 font-semibold">
        Import answers from files
      </summary>
      <fetcher.Form
        ref={form}
        method="post"
        action={`/admin/drafts/${props.draftId}`}
        encType="multipart/form-data"
        className="mt-2 flex max-w-2xl flex-col gap-4"
      >
        <input type="hidden" name="intent" value="read-answers" />
        <Field
          label="Answer files"
          hint="As in problems/…/answers: weak.md, plus weak.excalidraw if it has a drawing. Choose as many as you like. An answer without a drawing file keeps the drawing it has here."
        >
          <Input
            type="file"
            name="files"
            multiple
            required
            accept=".md,.excalidraw,text/markdown"
            className="py-1.5"
          />
        </Field>
        {replaces.map(({ name, hash }) => (
          <input key={name} type="hidden" name="replace" value={`${name} ${hash}`} />
        ))}
        <AnswerFilesNotice saved={saved} />
        <div>
          <Button type="submit" isPending={fetcher.state !== "idle"}>
            {replaces.length === 0 ? "Import" : "Import and replace"}
          </Button>
        </div>
      </fetcher.Form>
    </details>
  );
}
