import { z } from "zod";
import { dayBoundSchema } from "./judge-controls.schema";
import { HOME_MODELS } from "./home-models";
import { PROVIDER_FACTS, PROVIDERS } from "./providers";
import type { Provider, TokenLimitParameter } from "./providers";

/** What a connection sets besides model, address and key. */
export type ConnectionOptions = { tokenLimitParameter: TokenLimitParameter };

/** A connection to a model as the app shows it: never its key. */
export type Connection = {
  id: string;
  provider: Provider;
  /** Without a slash at its end. */
  baseUrl: string;
  model: string;
  hasKey: boolean;
  options: ConnectionOptions;
};

/** A model to be asked, with its key. Stays in the worker. */
export type ConnectedModel = Omit<Connection, "hasKey"> & {
  apiKey: string | null;
  /** A key is kept that this process can't read: its `SETTINGS_KEY` is another, or none. */
  isKeyLost: boolean;
};

const LONGEST_MODEL = 200;
const LONGEST_KEY = 500;
/** A shorter one could not be told from words when it is looked for in what a server says. */
const SHORTEST_KEY = 8;
const LONGEST_ADDRESS = 300;

const addressField = z
  .string()
  .trim()
  .max(LONGEST_ADDRESS, "An address can have at most 300 characters")
  .default("");

/** The form that tries a connection. Whether the address may be called is for the server's rules. */
export const connectionSchema = z.object({
  provider: z.enum(PROVIDERS, { error: "Choose where the model runs" }),
  baseUrl: addressField,
  model: z
    .string({ error: "Name the model" })
    .trim()
    .min(1, "Name the model")
    .max(LONGEST_MODEL, "A model’s name can have at most 200 characters")
    .regex(/^[\x21-\x7e]+$/, "A model’s name can’t contain spaces or special characters"),
  /** Empty: none, or the one that is kept for this address. */
  apiKey: z
    .string()
    .trim()
    .max(LONGEST_KEY, "A key can have at most 500 characters")
    .regex(/^[\x21-\x7e]*$/, "A key can’t contain spaces or special characters")
    .refine(
      (key) => key === "" || key.length >= SHORTEST_KEY,
      "A key must have at least 8 characters",
    )
    .default(""),
});
export type ConnectionInput = z.infer<typeof connectionSchema>;

/** The form that asks a server for its models. */
export const listModelsSchema = connectionSchema.extend({ model: z.string().default("") });

/** Of the connection that was tried and is to be used, with the daily limit where none is set yet. */
export const connectionToUseSchema = z.object({
  connectionId: z.uuid(),
  maxUsdPerDay: dayBoundSchema,
});

/** Of the connection that was tried and is to be tried again with a longer context. */
export const connectionToWidenSchema = connectionToUseSchema.pick({ connectionId: true });

/** Of the connection whose trial is to end. */
export const connectionToStopSchema = connectionToWidenSchema;

/** Of a model to download: one of the app's own list, and no address. */
export const downloadSchema = z.object({
  model: z.enum(
    HOME_MODELS.map(({ name }) => name),
    { error: "Choose one of the models in the list" },
  ),
});

/** The address that counts: the provider's own where it has one, else what was typed. */
export function chooseAddress({
  provider,
  baseUrl,
}: Pick<ConnectionInput, "provider" | "baseUrl">): string {
  const facts = PROVIDER_FACTS[provider];
  return facts.isFixed ? (facts.baseUrl ?? "") : baseUrl;
}
