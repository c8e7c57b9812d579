/** Somebody who speaks plain HTTP to the product, as a script or another site would. */
export type Visitor = {
  /** As a browser on our own pages would send it, unless headers say otherwise. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  postForm: (path: string, fields: Record<string, string>) => Promise<Response>;
  postJson: (path: string, body: unknown) => Promise<Response>;
  /** The cookie as it is now, as a request's header carries it; "" for none. */
  readCookie: () => string;
};

/** A visitor who keeps cookies, signed in to nothing. Redirects are shown, not followed. */
export function createVisitor(url: string): Visitor {
  let cookie = "";

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookie !== "") headers.set("cookie", cookie);
    if (!headers.has("origin")) headers.set("origin", url);
    const response = await fetch(url + path, { redirect: "manual", ...init, headers });
    const given = response.headers.getSetCookie()[0];
    if (given !== undefined) cookie = given.split(";")[0] ?? "";
    return response;
  }
  return {
    fetch: send,
    postForm: (path, fields) => send(path, { method: "POST", body: new URLSearchParams(fields) }),
    postJson: (path, body) =>
      send(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    readCookie: () => cookie,
  };
}
