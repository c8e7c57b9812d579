import type { LoaderFunctionArgs } from "@remix-run/node";
import { getFiles } from "#server/authoring/get-files";
import { requireRole } from "~/lib/require-viewer";
import { notFound } from "~/lib/respond";

/** One file of a problem's current versions, to be saved to a disk. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const files = await getFiles(context.db, params.slug ?? "");
  const path = params["*"] ?? "";
  const text = files?.get(path);
  if (text === undefined) throw notFound("There is no such file.");
  return new Response(text, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="${path.split("/").at(-1)}"`,
      "Cache-Control": "no-store",
    },
  });
}
