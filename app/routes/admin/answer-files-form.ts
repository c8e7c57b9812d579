import { data } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";
import { answerFilesSchema } from "#domain/authoring/answer.schema";
import { saveAnswerFiles } from "#server/authoring/save-answer-files";

type AnswerFilesForm = { files: (File | string)[]; replace: string[] };

/** Reads calibration answers in from the files of a form. */
export async function readAnswers(
  db: ActionFunctionArgs["context"]["db"],
  by: { draftId: string; userId: string },
  form: AnswerFilesForm,
) {
  const files = answerFilesSchema.safeParse({
    files: await readFiles(form.files),
    replace: Object.fromEntries(form.replace.map(splitPair)),
  });
  if (!files.success) {
    const messages = files.error.issues.map(({ path, message }) => {
      const file = typeof path[1] === "number" ? form.files[path[1]] : undefined;
      return file instanceof File ? `${file.name}: ${message}` : message;
    });
    return data(
      { kind: "answers" as const, saved: { status: "refused" as const, messages } },
      { status: 400 },
    );
  }
  const saved = await saveAnswerFiles(db, { ...by, files: files.data });
  const status = { saved: 200, invalid: 400, replaces: 409 }[saved.status];
  return data({ kind: "answers" as const, saved }, { status });
}

/** `weak 3f…` as the form has it: a name without spaces, and the rest. */
function splitPair(pair: string): [string, string] {
  const at = pair.indexOf(" ");
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** A field in which no file was chosen posts one without a name. */
async function readFiles(posted: (File | string)[]): Promise<{ fileName: string; text: string }[]> {
  const files = posted.filter((file) => file instanceof File && file.name !== "");
  return Promise.all(
    files.map(async (file) =>
      file instanceof File
        ? { fileName: file.name, text: await file.text() }
        : { fileName: "", text: "" },
    ),
  );
}
