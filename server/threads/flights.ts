/** Work under way that several may wait for. */
type Flights<Value> = {
  /**
   * The value of a key that is being made, or is made now. Who waits may leave; the work is stopped
   * when the last of them has.
   * @throws the signal's reason when this one leaves; whatever `make` throws
   */
  join: (
    key: string,
    signal: AbortSignal,
    make: (stop: AbortSignal) => Promise<Value>,
  ) => Promise<Value>;
};

type Flight<Value> = { value: Promise<Value>; stop: AbortController; waiting: number };

export function createFlights<Value>(): Flights<Value> {
  const underWay = new Map<string, Flight<Value>>();

  function start(key: string, make: (stop: AbortSignal) => Promise<Value>): Flight<Value> {
    const stop = new AbortController();
    const forget = () => {
      if (underWay.get(key) === flight) underWay.delete(key);
    };
    const flight = { value: make(stop.signal).finally(forget), stop, waiting: 0 };
    underWay.set(key, flight);
    stop.signal.addEventListener("abort", forget, { once: true });
    return flight;
  }

  return {
    join: async (key, signal, make) => {
      signal.throwIfAborted();
      const flight = underWay.get(key) ?? start(key, make);
      flight.waiting += 1;
      try {
        return await orLeave(flight.value, signal);
      } finally {
        flight.waiting -= 1;
        if (flight.waiting === 0) flight.stop.abort();
      }
    },
  };
}

/** The promise's value, unless the signal is aborted before. */
function orLeave<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason as Error);
    signal.addEventListener("abort", leave, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
