import { createContext, useContext } from "react";

/**
 * The nonce of this response's content policy. Empty in the browser: there the attribute of a
 * script that has run reads as "", and hydration compares with that.
 */
export const NonceContext = createContext("");

export function useNonce(): string {
  return useContext(NonceContext);
}

/**
 * The nonce that the page came with, for style sheets that a library adds later. Browsers hide it
 * from the attribute and leave it in the property.
 * @returns an empty text where the page has none
 */
export function readPageNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}
