import { parse } from "graphql";
import { createParsedDocuments } from "../../../../platform/http/graphql/parsed-documents.ts";

describe("Parsed documents", () => {
  it("are kept up to a number, the least recently used evicted first", async () => {
    const documents = createParsedDocuments({ documents: 2, characters: 10_000 });
    for (const name of ["a", "b"]) await documents.set(name, parse(`{ ${name} }`));
    await documents.get("a");

    await documents.set("c", parse("{ c }"));

    expect(await documents.get("b")).toBeUndefined();
    expect(await documents.get("a")).toBeDefined();
    expect(await documents.get("c")).toBeDefined();
  });

  it("count with their comments, which they retain", async () => {
    const documents = createParsedDocuments({ documents: 100, characters: 10_000 });
    const text = `{ a } #${"x".repeat(4_000)}`;

    for (const name of ["a", "b", "c"]) await documents.set(name, parse(text));

    expect(await documents.get("a")).toBeUndefined();
    expect(await documents.get("c")).toBeDefined();
  });
});
