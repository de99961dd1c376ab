/** So many pieces of work at a time; what somebody waits for goes before what was begun for a whole queue at once. */
export class Turns {
  readonly #most: number;
  readonly #urgent: (() => void)[] = [];
  readonly #patient: (() => void)[] = [];
  #running = 0;

  constructor(most: number) {
    this.#most = most;
  }

  async take<T>(isUrgent: boolean, work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#most) await new Promise<void>((mine) => (isUrgent ? this.#urgent : this.#patient).push(mine));
    else this.#running++;
    try {
      return await work();
    } finally {
      // The place goes to the next one directly, so that nobody slips in between.
      const next = this.#urgent.shift() ?? this.#patient.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
