import { Pool } from "undici";

export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of each request. */
  readonly latencies: readonly number[];
}

const CONNECTIONS = 8;

/** Sends one query repeatedly on a few connections for some time, and checks every response. */
export const load = async (url: string, query: string, seconds: number): Promise<Load> => {
  const pool = new Pool(new URL(url).origin, { connections: CONNECTIONS });
  const body = JSON.stringify({ query });
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;

  const ask = async () => {
    while (performance.now() < end) {
      const sent = performance.now();
      const answer = await pool.request({
        path: "/",
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      const text = await answer.body.text();
      latencies.push(performance.now() - sent);
      if (!text.includes('"data":{"customer') || text.includes('"errors"'))
        throw new Error(`A bad answer: ${text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  await pool.close();
  return { requests: latencies.length, seconds: (performance.now() - start) / 1_000, latencies };
};
