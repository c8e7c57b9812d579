import { z } from "zod";
import { toDay } from "#domain/practice/day";
import type { Again, AppError } from "#server/errors";
import { toStatus } from "#server/errors";
import type { AppErrorCode } from "#server/errors";
import type { Refusal } from "../respond";
import { formatTime } from "../time";

const MINUTE_MS = 60_000;

/** Why a form was refused, whether it could not be read or what it asks for can't be done. */
export type FormRefusal = {
  intent: string;
  code: AppErrorCode;
  /** HTTP. */
  status: number;
  /** Of the form as a whole, in the reader's words; null where its fields say it. */
  message: string | null;
  fieldErrors: Record<string, string[]>;
  /** The texts as they were sent, by field, so that nobody types them again. */
  typed: Record<string, string>;
};

type Posted = { intent: string; typed: Record<string, string> };

/** @param message of the form as a whole, if its fields' own messages aren't meant for people */
export function refuseUnread(
  posted: Posted,
  error: z.ZodError<Record<string, unknown>>,
  message: string | null,
): FormRefusal {
  const { fieldErrors } = z.flattenError(error);
  return { ...posted, ...refused("bad_request"), message, fieldErrors: toLists(fieldErrors) };
}

/** @param timeZone the reader's */
export function refuseAsked(posted: Posted, error: AppError, timeZone: string): FormRefusal {
  const { code, field, userMessage, again } = error;
  if (field === undefined) {
    const message = again === null ? userMessage : `${userMessage} ${sayAgain(again, timeZone)}`;
    return { ...posted, ...refused(code), message, fieldErrors: {} };
  }
  return { ...posted, ...refused(code), message: null, fieldErrors: { [field]: [userMessage] } };
}

/** The day only where it isn't today; never a moment too early. */
function sayAgain({ from, what }: Again, timeZone: string): string {
  const at = new Date(Math.ceil(from.getTime() / MINUTE_MS) * MINUTE_MS);
  const isToday = toDay(at, timeZone) === toDay(new Date(), timeZone);
  const time = formatTime(at.toISOString(), isToday ? "time" : "date-time", timeZone);
  return `${what} from ${time}${timeZone === "UTC" ? " UTC" : ""}.`;
}

/** The refusal in one sentence, for a form that has one place for it. */
export function sayRefusal(refusal: FormRefusal): string {
  const [first] = Object.values(refusal.fieldErrors);
  return refusal.message ?? first?.[0] ?? "This page is out of date. Reload it.";
}

/** The refusal as a response, to be thrown: the error boundary shows it. */
export function toRefusalResponse(refusal: FormRefusal): Response {
  const body: Refusal = { code: refusal.code, userMessage: sayRefusal(refusal) };
  return Response.json(body, { status: refusal.status });
}

function refused(code: AppErrorCode): { code: AppErrorCode; status: number } {
  return { code, status: toStatus(code) };
}

function toLists(errors: Record<string, string[] | undefined>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(errors).map(([name, list]) => [name, list ?? []]));
}
