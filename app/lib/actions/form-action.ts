import type { ActionFunctionArgs, AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import type { Role } from "#domain/accounts/roles";
import type { Viewer } from "#server/accounts/sessions";
import { isAppError } from "#server/errors";
import { requireRole, requireViewer } from "../require-viewer";
import { readTimeZone } from "../time-zone";
import { INTENT, malformed } from "./malformed";
import { DEFAULT_LIMITS } from "./read-form";
import type { FormLimits, PostedForm } from "./read-form";
import { refuseAsked, refuseUnread, toRefusalResponse } from "./refusal";
import type { FormRefusal } from "./refusal";

/** What a form's `run` is handed. */
export type Ask<Who, Fields> = {
  fields: Fields;
  /** Who asks; null where anyone may. */
  viewer: Who;
  intent: string;
  context: AppLoadContext;
  params: ActionFunctionArgs["params"];
  /** Its address; the body has been read. */
  url: URL;
  /** Aborted when the client is gone. */
  signal: AbortSignal;
};

/** An object schema of either form of zod. */
export type FormSchema = z.core.$ZodObject;

export type FormSpec<Who, Schema extends FormSchema, Done, Refused> = {
  /** Its keys are the only names that the form may carry, besides `intent`. */
  schema: Schema;
  /** Names that may come more than once: the schema gets an array of each. */
  lists?: readonly (keyof z.input<Schema> & string)[];
  limits?: Partial<FormLimits>;
  /** What else must hold before the body is read; throws if it doesn't. */
  admit?: (args: ActionFunctionArgs) => void | Promise<void>;
  /** What a form that its schema refuses is answered, where the fields' own messages won't do. */
  unread?: string;
  /** Answers a refusal beside the form; without it the error boundary shows it. */
  refuse?: (refusal: FormRefusal) => Refused;
  /** Does what was asked. An AppError is a refusal, anything else a fault. */
  run: (ask: Ask<Who, z.output<Schema>>) => Done | Promise<Done>;
};

export type Access = Role | "anyone" | "signed-in";

/** One form of a route: who may send it, what it may carry, and what it does. */
export type FormAction<Reply> = {
  access: Access;
  limits: FormLimits;
  /** @throws Response for whoever may not send it */
  admit: (args: ActionFunctionArgs) => Promise<void>;
  answer: (args: ActionFunctionArgs, intent: string, form: PostedForm) => Promise<Reply>;
};

export function forAnyone<Schema extends FormSchema, Done, Refused = never>(
  spec: FormSpec<Viewer | null, Schema, Done, Refused>,
): FormAction<Done | NoInfer<Refused>> {
  return createForm("anyone", ({ context }) => context.viewer, spec);
}

export function forSignedIn<Schema extends FormSchema, Done, Refused = never>(
  spec: FormSpec<Viewer, Schema, Done, Refused>,
): FormAction<Done | NoInfer<Refused>> {
  const identify = ({ context, request }: ActionFunctionArgs) => requireViewer(context, request);
  return createForm("signed-in", identify, spec);
}

export function forReviewers<Schema extends FormSchema, Done, Refused = never>(
  spec: FormSpec<Viewer, Schema, Done, Refused>,
): FormAction<Done | NoInfer<Refused>> {
  return createForm("reviewer", identifyAs("reviewer"), spec);
}

export function forAdmins<Schema extends FormSchema, Done, Refused = never>(
  spec: FormSpec<Viewer, Schema, Done, Refused>,
): FormAction<Done | NoInfer<Refused>> {
  return createForm("admin", identifyAs("admin"), spec);
}

function identifyAs(role: Role) {
  return ({ context, request }: ActionFunctionArgs): Viewer => requireRole(context, request, role);
}

function createForm<Who, Schema extends FormSchema, Done, Refused>(
  access: Access,
  identify: (args: ActionFunctionArgs) => Who,
  spec: FormSpec<Who, Schema, Done, Refused>,
): FormAction<Done | NoInfer<Refused>> {
  const lists = new Set<string>(spec.lists);
  const names = new Set(Object.keys(spec.schema._zod.def.shape));

  function refuse(refusal: FormRefusal): Refused {
    if (spec.refuse) return spec.refuse(refusal);
    throw toRefusalResponse(refusal);
  }

  async function answer(args: ActionFunctionArgs, intent: string, form: PostedForm) {
    const viewer = identify(args);
    const fields = collectFields(form, names, lists);
    const posted = { intent, typed: listTyped(fields) };
    const parsed = await z.safeParseAsync(spec.schema, fields);
    if (!parsed.success) return refuse(refuseUnread(posted, parsed.error, spec.unread ?? null));
    const { context, params, request } = args;
    try {
      const url = new URL(request.url);
      const { signal } = request;
      return await spec.run({ fields: parsed.data, viewer, intent, context, params, url, signal });
    } catch (error) {
      if (!isAppError(error)) throw error;
      const timeZone = readTimeZone(request.headers.get("Cookie"));
      return refuse(refuseAsked(posted, error, timeZone));
    }
  }

  return {
    access,
    limits: { ...DEFAULT_LIMITS, ...spec.limits },
    admit: async (args) => {
      identify(args);
      await spec.admit?.(args);
    },
    answer,
  };
}

type Fields = Record<string, string | File | (string | File)[]>;

/** @throws AppError `bad_request` for a name the form doesn't have, or one that comes twice */
function collectFields(form: PostedForm, names: Set<string>, lists: Set<string>): Fields {
  const fields: Fields = Object.fromEntries([...lists].map((name) => [name, []]));
  for (const [name, value] of form.values) {
    if (name === INTENT) continue;
    const listed = fields[name];
    if (!names.has(name)) throw malformed("a field that this form doesn't have");
    if (Array.isArray(listed)) listed.push(value);
    else if (listed === undefined) fields[name] = value;
    else throw malformed(`more than one value of ${name}`);
  }
  return fields;
}

function listTyped(fields: Fields): Record<string, string> {
  const texts = Object.entries(fields).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string",
  );
  return Object.fromEntries(texts);
}
