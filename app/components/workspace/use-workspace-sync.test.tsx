// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { expect, it, onTestFinished } from "vitest";
import { createClock, serveAttempt } from "../../../test/support/workspace-page";
import type { ServedAttempt } from "../../../test/support/workspace-page";
import { useWorkspaceSync } from "./use-workspace-sync";

function openWorkspace({ load }: ServedAttempt) {
  onTestFinished(cleanup);
  const clock = createClock();
  return renderHook(({ workspace }) => useWorkspaceSync({ workspace, writer: null }, clock), {
    initialProps: { workspace: load() },
  });
}

it("takes what is typed before the connection to the server is open, and saves it once it is", async () => {
  const attempt = serveAttempt("early");
  const { result } = openWorkspace(attempt);
  expect(result.current.sync).toBeNull();
  act(() => result.current.editText("scenario", "Users"));
  expect(result.current.texts.scenario).toBe("Users");
  await waitFor(() => expect(attempt.server.text("scenario")).toBe("Users"));
  await waitFor(() => expect(result.current.status.kind).toBe("saved"));
  expect(result.current.texts.scenario).toBe("Users");
});

it("says that it saves from the first key until the server has it", async () => {
  const attempt = serveAttempt("status");
  const { result } = openWorkspace(attempt);
  await waitFor(() => expect(result.current.sync).not.toBeNull());
  act(() => result.current.editText("worksheet", "sheet"));
  expect(result.current.status).toMatchObject({ kind: "saving", hasUnsent: true });
  await waitFor(() => expect(result.current.status.kind).toBe("saved"));
  expect(attempt.server.text("worksheet")).toBe("sheet");
});

it("shows what another machine wrote, once the loader brings it", async () => {
  const attempt = serveAttempt("other");
  const { result, rerender } = openWorkspace(attempt);
  await waitFor(() => expect(result.current.sync).not.toBeNull());
  attempt.server.texts.set("evaluation", { text: "theirs", revision: 1, clientId: "another" });
  rerender({ workspace: attempt.load() });
  await waitFor(() => expect(result.current.texts.evaluation).toBe("theirs"));
  expect(result.current.status.conflicts).toEqual([]);
});

it("sends what is unsent as the page is left, without waiting for more", async () => {
  const attempt = serveAttempt("leaving");
  const { result, unmount } = openWorkspace(attempt);
  await waitFor(() => expect(result.current.sync).not.toBeNull());
  act(() => result.current.editText("scenario", "the last word"));
  expect(attempt.countSent()).toBe(0);
  unmount();
  expect(attempt.countSent()).toBe(1);
  await waitFor(() => expect(attempt.server.text("scenario")).toBe("the last word"));
});

it("says what the server said when it takes no more", async () => {
  const attempt = serveAttempt("closed");
  attempt.refuseSaves(409, "This attempt is over.");
  const { result } = openWorkspace(attempt);
  act(() => result.current.editText("scenario", "too late"));
  await waitFor(() => expect(result.current.status.kind).toBe("refused"));
  expect(result.current.status.userMessage).toBe("This attempt is over.");
  expect(result.current.texts.scenario).toBe("too late");
});
