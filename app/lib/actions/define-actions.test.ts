import type { AppLoadContext } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Viewer } from "#server/accounts/sessions";
import { AppError } from "#server/errors";
import { defineAction, defineActions } from "./define-actions";
import { forAdmins, forAnyone } from "./form-action";
import { sayRefusal } from "./refusal";

const URL_ENCODED = "application/x-www-form-urlencoded";
const open = defineActions({
  greet: forAnyone({
    schema: z.object({ name: z.string().max(20), tag: z.array(z.string()) }),
    lists: ["tag"],
    run: ({ fields }) => fields,
  }),
  small: forAnyone({ schema: z.object({}), limits: { bytes: 40 }, run: () => "small" }),
});

/** A context of whoever; only its viewer is looked at. */
function contextOf(viewer: Partial<Viewer> | null): AppLoadContext {
  return { viewer } as AppLoadContext;
}

function post(body: BodyInit, type?: string): Request {
  const headers = type === undefined ? undefined : { "content-type": type };
  return new Request("http://localhost/x", { method: "POST", body, headers });
}

/** A body without a length, of `count` chunks; counts how many were asked for. */
function stream(chunk: string, count: number) {
  const bytes = new TextEncoder().encode(chunk);
  const seen = { chunks: 0 };
  const body = new ReadableStream({
    pull(controller) {
      seen.chunks += 1;
      if (seen.chunks > count) controller.close();
      else controller.enqueue(bytes);
    },
  });
  const init: RequestInit = {
    method: "POST",
    body,
    duplex: "half",
    headers: { "content-type": URL_ENCODED },
  };
  return { request: new Request("http://localhost/x", init), seen };
}

async function statusOf(
  request: Request,
  action: (args: never) => Promise<unknown> = open,
): Promise<number> {
  const args = { request, params: {}, context: contextOf(null) } as never;
  const answer: unknown = await action(args).catch((error: unknown) => error);
  if (answer instanceof Response) return answer.status;
  if (answer instanceof Error) throw answer;
  return 200;
}

const send = (body: string) =>
  open({ request: post(body, URL_ENCODED), params: {}, context: contextOf(null) });

describe("a form", () => {
  it("is read field by field, and a declared list as one", async () => {
    expect(await send("intent=greet&name=Ana&tag=a&tag=b")).toEqual({
      name: "Ana",
      tag: ["a", "b"],
    });
    expect(await send("intent=greet&name=Ana")).toEqual({ name: "Ana", tag: [] });
  });

  it("is read as multipart too", async () => {
    const form = new FormData();
    form.set("intent", "greet");
    form.set("name", "Ana");
    expect(await open({ request: post(form), params: {}, context: contextOf(null) })).toMatchObject(
      { name: "Ana" },
    );
  });

  it.each([
    ["an index", "intent=greet&name[10000000]=x"],
    ["a path", "intent=greet&name.first.second=x"],
    ["an unknown name", "intent=greet&name=Ana&role=admin"],
    ["a name of every object", "intent=greet&name=Ana&__proto__=x&constructor=y"],
    ["a repeated name", "intent=greet&name=Ana&name=Bo"],
    ["two intents", "intent=greet&intent=small&name=Ana"],
    ["too many pairs", `intent=greet&name=Ana&${"tag=a&".repeat(100)}`],
    ["nothing but separators", "&".repeat(90_000)],
  ])("with %s is refused", async (_, body) => {
    expect(await statusOf(post(body, URL_ENCODED))).toBe(400);
  });

  it.each(["application/json", "text/plain", "multipart/form-data", ""])(
    "of content type %j is refused",
    async (type) => {
      expect(await statusOf(post('{"intent":"greet"}', type))).toBe(400);
    },
  );

  it("with more parts than it may have is refused before they are parsed", async () => {
    const body = `--b\r\n`.repeat(1_000);
    expect(await statusOf(post(body, "multipart/form-data; boundary=b"))).toBe(400);
  });

  it("of an unknown intent is not found, and one sent by another method is not allowed", async () => {
    expect(await statusOf(post("intent=constructor", URL_ENCODED))).toBe(404);
    const put = new Request("http://localhost/x", { method: "PUT", body: "intent=greet" });
    expect(await statusOf(put)).toBe(405);
  });

  it("of another's size is refused: the widest limit of a page is not everybody's", async () => {
    expect(await statusOf(post("intent=small", URL_ENCODED))).toBe(200);
    expect(await statusOf(post(`intent=small&${"x".repeat(40)}=`, URL_ENCODED))).toBe(400);
  });
});

describe("a body that is too large", () => {
  it("is refused by its length, unread", async () => {
    const request = post("x".repeat(200_000), URL_ENCODED);
    request.headers.set("content-length", "200000");
    expect(await statusOf(request)).toBe(413);
    expect(request.bodyUsed).toBe(false);
  });

  it("is refused while it arrives, when it says no length", async () => {
    const { request, seen } = stream("a".repeat(10_000), 1_000_000);
    expect(await statusOf(request)).toBe(413);
    expect(seen.chunks).toBeLessThan(20);
  });
});

describe("who asks", () => {
  const admins = defineAction(forAdmins({ schema: z.object({}), run: () => "done" }));

  it.each([
    [null, 302],
    [{ role: "candidate" as const }, 403],
  ])("is settled before a byte is read: %o", async (viewer, status) => {
    const { request } = stream("a=b&", 10);
    const answer = admins({ request, params: {}, context: contextOf(viewer) });
    expect(await answer.catch((error: unknown) => (error as Response).status)).toBe(status);
    expect(request.bodyUsed).toBe(false);
  });

  it("is the same for all forms of a route", () => {
    const anyone = forAnyone({ schema: z.object({}), run: () => null });
    const admin = forAdmins({ schema: z.object({}), run: () => null });
    expect(() => defineActions({ anyone, admin })).toThrow("same people");
  });
});

describe("a refusal", () => {
  const refusing = defineAction(
    forAnyone({
      schema: z.object({ email: z.string().min(3, "Too short") }),
      refuse: (refusal) => ({ ...refusal, said: sayRefusal(refusal) }),
      run: () => {
        throw new AppError("conflict", { message: "taken", userMessage: "Taken.", field: "email" });
      },
    }),
  );
  const ask = (body: string) =>
    refusing({ request: post(body, URL_ENCODED), params: {}, context: contextOf(null) });

  it("names the fields, and keeps what was typed", async () => {
    expect(await ask("email=x")).toMatchObject({
      status: 400,
      fieldErrors: { email: ["Too short"] },
      typed: { email: "x" },
      said: "Too short",
    });
    expect(await ask("email=taken")).toMatchObject({
      status: 409,
      fieldErrors: { email: ["Taken."] },
    });
  });

  it("is the error page's where the form says nothing of it", async () => {
    const action = defineAction(
      forAnyone({ schema: z.object({ id: z.uuid() }), unread: "No such thing.", run: () => null }),
    );
    const request = post("id=1", URL_ENCODED);
    const thrown = await action({ request, params: {}, context: contextOf(null) }).catch(
      (error: unknown) => error,
    );
    if (!(thrown instanceof Response)) throw new Error("not refused");
    expect(await thrown.json()).toEqual({ code: "bad_request", userMessage: "No such thing." });
  });
});
