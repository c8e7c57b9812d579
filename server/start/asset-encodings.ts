/**
 * Encodings in which the build keeps its assets beside the plain files, best first, and the folder
 * of build/ that holds each.
 */
export const ASSET_ENCODINGS = { br: "assets-br", gzip: "assets-gzip" } as const;

export type AssetEncoding = keyof typeof ASSET_ENCODINGS;
