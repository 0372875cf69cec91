/** A call that a command waits for. */
export interface Call {
  readonly request: unknown;
  resolve(answer: unknown): void;
  reject(reason: unknown): void;
}

/** Answers all calls of a round. It must settle each of them. */
export type Answer = (calls: readonly Call[]) => Promise<void>;

/**
 * Runs commands side by side, in rounds: when each of them waits for an answer or has ended, the calls of all are answered together. So
 * equal steps of any number of commands cost one statement.
 */
export class Rounds {
  readonly #answer: Answer;
  #running = 0;
  #waiting: Call[] = [];

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  /** What a command asks for. It must wait for the answer before it asks again. */
  call(request: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#advance();
    });
  }

  /** Runs the commands to their ends, and tells how each ended. */
  run<Result>(commands: readonly (() => Promise<Result>)[]): Promise<PromiseSettledResult<Result>[]> {
    this.#running += commands.length;
    return Promise.allSettled(
      commands.map(async (command) => {
        try {
          return await command();
        } finally {
          this.#running -= 1;
          this.#advance();
        }
      }),
    );
  }

  #advance(): void {
    if (this.#running === 0 || this.#waiting.length < this.#running) return;
    const calls = this.#waiting;
    this.#waiting = [];
    this.#answer(calls).catch((error: unknown) => {
      for (const { reject } of calls) reject(error);
    });
  }
}
