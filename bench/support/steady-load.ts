import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** The outcomes of requests that clients sent without a pause. */
export interface LoadResult {
  answered: number;
  /** The connection was refused: the request was never sent, and can be sent elsewhere. */
  refused: number;
  /** Anything else: the client does not know the outcome of its request. */
  readonly lost: string[];
}

const BODY = JSON.stringify({ query: "{ customers(first: 5) { nodes { id displayName } } }" });

const post = (url: string, agent: Agent, headers: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, {
      method: "POST",
      agent,
      headers: { "content-type": "application/json", "content-length": BODY.length, ...headers },
    });
    sent.on("response", (response) => {
      let text = "";
      response.on("data", (chunk) => (text += chunk));
      response.on("error", reject);
      response.on("end", () =>
        response.statusCode === 200 ? resolve(text) : reject(new Error(`status ${response.statusCode}: ${text}`)),
      );
    });
    sent.on("error", reject);
    sent.end(BODY);
  });

/**
 * Clients that keep sending requests until they are refused: every other one on a keep-alive connection, the rest on a
 * new one each time.
 */
export const startLoad = (url: string, clients: number, headers: Readonly<Record<string, string>> = {}) => {
  const result: LoadResult = { answered: 0, refused: 0, lost: [] };
  const client = async (n: number): Promise<void> => {
    const agent = new Agent({ keepAlive: n % 2 === 0, maxSockets: 1 });
    for (;;) {
      try {
        await post(url, agent, headers);
        result.answered++;
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === "ECONNREFUSED") result.refused++;
        else result.lost.push(code ?? message);
        return agent.destroy();
      }
    }
  };
  const done = Promise.all(Array.from({ length: clients }, (_, n) => client(n)));
  return {
    /** Resolves when this many requests have been answered. */
    answered: async (count: number): Promise<void> => {
      while (result.answered < count) await sleep(10);
    },
    /** The outcome of all requests, once every client has been refused. */
    end: async (): Promise<LoadResult> => {
      await done;
      return result;
    },
  };
};
