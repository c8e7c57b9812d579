import type { ComponentKind } from "./diagram.schema";
export function kindOf(_label: string): ComponentKind | null {
  return null;
}
