/** The parts of a GraphQL response that this page reads. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Question {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null;
}

/**
 * Sends an operation to the graph that served this page. Throws if the response is not JSON,
 * quoting what arrived.
 */
export const ask = async (question: Question, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", ...headers },
    body: JSON.stringify(question),
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw new Error(`The graph answered with status ${response.status} and no JSON: ${text.slice(0, 200)}`);
  }
};
