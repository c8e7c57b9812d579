import { lookup as lookUp } from "node:dns";
import type { LookupAddress, LookupAllOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { checkResolved, checkUrl } from "./address-rules";
import type { AddressRules } from "./address-rules";

/** Lets connections be made only to where the rules allow. */
export type AddressGuard = {
  /**
   * To be used for every connection to this address: it resolves the name once, looks at every address
   * that it leads to, and the connection goes to one of those and to no other.
   * @throws AddressRefusedError when the address may not be called whatever its name leads to
   */
  admit: (url: URL) => LookupFunction;
};

/** The system's resolver, or a test's. */
export type Resolve = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export function createAddressGuard(rules: AddressRules, resolve: Resolve = lookUp): AddressGuard {
  return {
    admit: (url) => {
      const kind = checkUrl(url, rules);
      return (host, options, callback) => {
        const { family, hints } = options;
        resolve(host, { family, hints, all: true }, (error, addresses) => {
          if (error) return callback(error, []);
          try {
            // One bad address among good ones is refused as well: which is dialled is left to chance.
            for (const { address } of addresses) checkResolved(address, kind);
          } catch (refusal) {
            return callback(refusal as Error, []);
          }
          const [first] = addresses;
          if (options.all === true || !first) return callback(null, addresses);
          callback(null, first.address, first.family);
        });
      };
    },
  };
}
