/** Where the addresses of deleted accounts end, in place of their own: a name that no mail can reach. */
export const DELETED_ADDRESS_END = "@deleted.invalid";
