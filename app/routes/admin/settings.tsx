import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { hasRole } from "#server/accounts/roles";
import { AppError } from "#server/errors";
import { AdminNav } from "~/components/admin/admin-nav";
import { JudgeFacts } from "~/components/admin/judge-facts";
import { OllamaOffer } from "~/components/admin/ollama-offer";
import { PageHeader } from "~/components/ui/page-header";
import { maySeeSettings } from "~/lib/may-see-settings";
import { requireViewer } from "~/lib/require-viewer";
import { handle } from "~/lib/respond";

export const meta: MetaFunction = () => [{ title: "Settings · Scaleboard" }];

export function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  return handle(async () => {
    const { isDemo, judge } = context.settings;
    if (!maySeeSettings(viewer, isDemo)) {
      throw new AppError("forbidden", {
        message: `settings asked for by ${viewer.id}`,
        userMessage: "Only admins see how this server is set up.",
      });
    }
    const isAdmin = hasRole(viewer.role, "admin");
    return { judge, isAdmin, ollama: await context.findOllama() };
  });
}

export default function SettingsPage() {
  const { judge, ollama, isAdmin } = useLoaderData<typeof loader>();
  return (
    <>
      {isAdmin && <AdminNav />}
      <PageHeader
        title="Settings"
        lead="Who judges here. These come from the environment, so they change with a restart."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 lg:grid-cols-2">
        <section aria-labelledby="judge-title">
          <h2 id="judge-title" className="mb-4 text-xl font-bold">
            The judge
          </h2>
          <JudgeFacts judge={judge} />
          <p className="text-ink-soft mt-6">
            <Link
              to="/how-grading-works#connect-a-model"
              className="text-accent underline underline-offset-2"
            >
              How a model is connected
            </Link>
          </p>
        </section>
        <section aria-labelledby="ollama-title">
          <h2 id="ollama-title" className="mb-4 text-xl font-bold">
            On this machine
          </h2>
          <OllamaOffer ollama={ollama} judge={judge} />
        </section>
      </div>
    </>
  );
}
