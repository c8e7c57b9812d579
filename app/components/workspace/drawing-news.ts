/** Tells who reads the drawing that it changed, without a render of what lies between. */
export type DrawingNews = {
  tell: () => void;
  /** @returns ends it */
  listen: (listener: () => void) => () => void;
};

export function createDrawingNews(): DrawingNews {
  const listeners = new Set<() => void>();
  return {
    tell: () => listeners.forEach((listener) => listener()),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
