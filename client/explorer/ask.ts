/** What the graph answered, as far as this page looks into it. */
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

/** Asks the graph that served this page. What is not an answer of GraphQL is an error that says what came instead. */
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
