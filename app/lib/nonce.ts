import { createContext, useContext } from "react";

/**
 * The nonce of this response's content policy. Empty in the browser: there the attribute of a
 * script that has run reads as "", and hydration compares with that.
 */
export const NonceContext = createContext("");

export function useNonce(): string {
  return useContext(NonceContext);
}
