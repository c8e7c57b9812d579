import { data } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";
import { answerFilesSchema } from "#server/authoring/answer.schema";
import { saveAnswerFiles } from "#server/authoring/save-answer-files";

const REPLACE_PREFIX = "replace.";

/** Reads calibration answers in from the files of a form. */
export async function readAnswers(
  db: ActionFunctionArgs["context"]["db"],
  by: { draftId: string; userId: string },
  form: FormData,
) {
  const files = answerFilesSchema.safeParse({
    files: await readFiles(form),
    replace: Object.fromEntries(
      [...form]
        .filter(([key]) => key.startsWith(REPLACE_PREFIX))
        .map(([key, hash]) => [key.slice(REPLACE_PREFIX.length), hash]),
    ),
  });
  if (!files.success) {
    const messages = files.error.issues.map(({ path, message }) => {
      const file = typeof path[1] === "number" ? form.getAll("files")[path[1]] : undefined;
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

/** A field in which no file was chosen posts one without a name. */
async function readFiles(form: FormData): Promise<{ fileName: string; text: string }[]> {
  const files = form.getAll("files").filter((file) => file instanceof File && file.name !== "");
  return Promise.all(
    files.map(async (file) =>
      file instanceof File
        ? { fileName: file.name, text: await file.text() }
        : { fileName: "", text: "" },
    ),
  );
}
