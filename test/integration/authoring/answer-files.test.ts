import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answerFilesSchema } from "#domain/authoring/answer.schema";
import { discardDraft } from "#server/authoring/discard-draft";
import { getFiles } from "#server/authoring/get-files";
import { removeCalibrationAnswer } from "#server/authoring/move-calibration-answer";
import { saveAnswerFiles } from "#server/authoring/save-answer-files";
import { createSession } from "#server/accounts/sessions";
import { action } from "~/routes/admin/drafts-draft";
import { createRecordingQueue } from "../../support/attempts";
import { RAG } from "../../support/content";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { codeOf, openAuthorWorld, openDraft, requireDraft } from "./author-world";
import type { AuthorWorld } from "./author-world";

let world: AuthorWorld;
let pages: PageWorld;
let draftId: string;
let weak: string;
let drawing: string;

beforeAll(async () => {
  world = await openAuthorWorld();
  pages = createPageWorld(world.database, createRecordingQueue());
  draftId = (await openDraft(world)).id;
});
beforeEach(async () => {
  const folder = join(world.rootDir, "problems", RAG, "answers");
  weak = await readFile(join(folder, "weak.md"), "utf8");
  drawing = await readFile(join(folder, "strong.excalidraw"), "utf8");
});
afterAll(async () => {
  await pages.close();
  await world.close();
});

/** Reads files in, each given as its name and text. */
function readIn(files: [string, string][], replace: Record<string, string> = {}) {
  const asked = answerFilesSchema.parse({
    files: files.map(([fileName, text]) => ({ fileName, text })),
    replace,
  });
  return saveAnswerFiles(world.db, { draftId, userId: world.admin.id, files: asked });
}

async function listFiles(): Promise<Map<string, string>> {
  return (await getFiles(world.db, RAG)) ?? new Map<string, string>();
}

const pathOf = (file: string) => `problems/${RAG}/answers/${file}`;

describe("calibration answers read in from files", () => {
  it("are stored byte for byte, with the drawing of their name or an empty one", async () => {
    const own = weak.replace("note: ", "# a comment that stays\nnote: ");
    const read = await readIn([
      ["own.md", own],
      ["own.excalidraw", drawing],
      ["undrawn.md", weak.replaceAll("\n", "\r\n")],
    ]);
    expect(read).toEqual({
      status: "saved",
      answers: [
        { name: "own", change: "new" },
        { name: "undrawn", change: "new" },
      ],
    });
    const files = await listFiles();
    expect(files.get(pathOf("own.md"))).toBe(own);
    expect(files.get(pathOf("own.excalidraw"))).toBe(drawing);
    expect(files.get(pathOf("undrawn.md"))).toBe(weak);
    const cards = (await requireDraft(world.db, draftId)).answers;
    expect(cards.map(({ name, hasDrawing }) => [name, hasDrawing])).toEqual(
      expect.arrayContaining([
        ["own", true],
        ["undrawn", false],
      ]),
    );
  });

  it("replace one that stands only where the author said so, and keep its drawing", async () => {
    const edited = `${weak.trimEnd()} And one more sentence.\n`;
    const before = await listFiles();
    const files: [string, string][] = [
      ["another.md", weak],
      ["weak.md", edited],
    ];
    const asked = await readIn(files);
    expect(asked).toMatchObject({ status: "replaces", answers: [{ name: "weak", savedBy: null }] });
    expect(await listFiles()).toEqual(before);
    if (asked.status !== "replaces") return;
    const hash = asked.answers[0]?.hash ?? "";
    expect(await readIn(files, { weak: "of an older save" })).toEqual(asked);
    expect(await readIn(files, { weak: hash })).toEqual({
      status: "saved",
      answers: [
        { name: "another", change: "new" },
        { name: "weak", change: "replaced" },
      ],
    });
    const after = await listFiles();
    expect(after.get(pathOf("weak.md"))).toBe(edited);
    expect(after.get(pathOf("weak.excalidraw"))).toBe(before.get(pathOf("weak.excalidraw")));
    // What is as it stands needs no word of the author's.
    expect(await readIn([["weak.md", edited]])).toMatchObject({ answers: [{ change: "none" }] });
  });

  it("bring one back that was taken out", async () => {
    const card = (await requireDraft(world.db, draftId)).answers.find((a) => a.name === "middling");
    const ask = { draftId, userId: world.admin.id, name: "middling" };
    await removeCalibrationAnswer(world.db, { ...ask, baseHash: card?.hash ?? "" });
    expect(await readIn([["middling.md", weak]])).toMatchObject({ answers: [{ change: "new" }] });
    expect((await listFiles()).get(pathOf("middling.md"))).toBe(weak);
  });

  it("are not stored, none of them, where one has a fault, which is named with its line", async () => {
    const lineOf = (text: string, part: string) =>
      text.split("\n").findIndex((line) => line.includes(part)) + 1;
    const before = await listFiles();
    const odd = weak
      .replace("band: weak", "band: poor")
      .replace("scale-rate: not_met", "scale-rate: never")
      .replace("## Evaluation", "## Testing");
    const read = await readIn([
      ["fine.md", weak],
      ["odd.md", odd],
      ["Odd Name.md", weak],
      ["alone.excalidraw", drawing],
      ["notes.txt", "Notes"],
      ["broken.md", weak],
      ["broken.excalidraw", "no drawing"],
    ]);
    expect(read.status).toBe("invalid");
    if (read.status !== "invalid") return;
    const found = read.issues.map(({ file, line, field }) => [file, line, field]);
    expect(found).toEqual([
      ["Odd Name.md", null, "name"],
      ["alone.excalidraw", null, ""],
      ["broken.excalidraw", null, ""],
      ["notes.txt", null, ""],
      ["odd.md", null, ""],
      ["odd.md", lineOf(odd, "band: poor"), "band"],
      ["odd.md", lineOf(odd, "scale-rate"), "expected.scale-rate"],
      ["odd.md", lineOf(odd, "## Testing"), ""],
    ]);
    expect(await listFiles()).toEqual(before);
  });

  it("come as a browser posts them, and wait for the author's word", async () => {
    const { token } = await createSession(world.db, world.admin.id);
    const send = async (files: File[], extra: Record<string, string> = {}) => {
      const body = new FormData();
      body.set("intent", "read-answers");
      for (const file of files) body.append("files", file);
      for (const [key, value] of Object.entries(extra)) body.set(key, value);
      const request = new Request(`http://localhost/admin/drafts/${draftId}`, {
        method: "POST",
        body,
      });
      const context = await pages.contextFor(token);
      const answer = await action({ request, params: { draftId }, context });
      return JSON.parse(JSON.stringify(answer)) as { init: { status: number }; data: unknown };
    };
    const none = await send([new File([], "")]);
    expect(none).toMatchObject({
      init: { status: 400 },
      data: { saved: { status: "refused", messages: ["Choose at least one file."] } },
    });
    const file = new File([weak.replace("band: weak", "band: middling")], "own.md");
    const asked = await send([file]);
    expect(asked).toMatchObject({
      init: { status: 409 },
      data: { saved: { status: "replaces", answers: [{ savedBy: world.admin.name }] } },
    });
    const { saved } = asked.data as { saved: { answers: { hash: string }[] } };
    expect(await send([file], { replace: `own ${saved.answers[0]?.hash}` })).toMatchObject({
      init: { status: 200 },
      data: { saved: { answers: [{ name: "own", change: "replaced" }] } },
    });
  });

  it("are refused by a draft that is closed", async () => {
    await discardDraft(world.db, { draftId, userId: world.admin.id });
    expect(await codeOf(readIn([["late.md", weak]]))).toBe("gone");
  });
});
