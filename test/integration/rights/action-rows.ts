import type { ActionRows } from "./action-row";
import { ADMIN_ACTIONS } from "./admin-actions";
import { AUTHORING_ACTIONS } from "./authoring-actions";
import { PRACTICE_ACTIONS } from "./practice-actions";
import { REVIEW_ACTIONS } from "./review-actions";

/** Every action of the product. */
export const ACTIONS: ActionRows = {
  ...PRACTICE_ACTIONS,
  ...REVIEW_ACTIONS,
  ...AUTHORING_ACTIONS,
  ...ADMIN_ACTIONS,
};
