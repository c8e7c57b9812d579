import { useEffect, useLayoutEffect } from "react";

/** A layout effect, which React warns of where pages are rendered on the server. */
export const useBrowserLayoutEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;
