import { redirect } from "@remix-run/node";
import { z } from "zod";
import { listOwnFiles } from "#server/accounts/list-own-files";
import { packOwnFiles } from "#server/accounts/pack-own-files";
import { recordOwnSights } from "#server/reviews/record-own-sight";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";

/** A visit does nothing: packing costs work, so it takes a press. */
export function loader() {
  return redirect("/account");
}

/** Everything that is kept about whoever asks, as one archive. */
export const action = defineAction(
  forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, context }) => {
      // The archive holds every grade, so there is none that they have not seen.
      await recordOwnSights(context.db, viewer.id);
      const files = await listOwnFiles(context.db, viewer.id);
      const day = new Date().toISOString().slice(0, 10);
      return new Response(packOwnFiles(files), {
        headers: {
          "Content-Type": "application/zip",
          "Content-Disposition": `attachment; filename="scaleboard-${day}.zip"`,
          "Cache-Control": "no-store",
        },
      });
    },
  }),
);
