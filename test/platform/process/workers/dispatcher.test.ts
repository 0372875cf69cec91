import { Socket } from "node:net";
import { createDispatcher } from "../../../../platform/process/workers/dispatcher.ts";

const dispatching = () => {
  const given: string[] = [];
  const names = new Map<Socket, string>();
  const dispatcher = createDispatcher((worker: string, connection) =>
    given.push(`${names.get(connection)} to ${worker}`),
  );
  const connect = (name: string): Socket => {
    const connection = new Socket();
    names.set(connection, name);
    dispatcher.dispatch(connection);
    return connection;
  };
  return { dispatcher, given, connect };
};

describe("a dispatcher", () => {
  it("gives connections to workers in turn", () => {
    const { dispatcher, given, connect } = dispatching();
    dispatcher.free("one");
    dispatcher.free("two");

    connect("a");
    connect("b");
    dispatcher.free("two");
    dispatcher.free("one");
    connect("c");
    connect("d");

    expect(given).toEqual(["a to one", "b to two", "c to two", "d to one"]);
  });

  it("keeps a connection until a worker is ready, and open until the worker has it", () => {
    const { dispatcher, given, connect } = dispatching();
    const connection = connect("a");
    expect(given).toEqual([]);

    dispatcher.free("one");
    expect(given).toEqual(["a to one"]);
    expect(connection.destroyed).toBe(false);

    dispatcher.free("one");
    expect(connection.destroyed).toBe(true);
  });

  it("gives a hung worker no second connection", () => {
    const { dispatcher, given, connect } = dispatching();
    dispatcher.free("hangs");
    dispatcher.free("works");
    connect("a");

    for (const name of ["b", "c", "d"]) {
      connect(name);
      dispatcher.free("works");
    }

    expect(given).toEqual(["a to hangs", "b to works", "c to works", "d to works"]);
  });

  it("gives what a dead worker has not taken to another, ahead of later connections", () => {
    const { dispatcher, given, connect } = dispatching();
    dispatcher.free("dies");
    connect("a");
    connect("b");

    dispatcher.remove("dies");
    dispatcher.free("lives");
    dispatcher.free("lives");

    expect(given).toEqual(["a to dies", "a to lives", "b to lives"]);
  });

  it("reports when every connection has been taken", async () => {
    const { dispatcher, connect } = dispatching();
    await dispatcher.allTaken();
    connect("a");
    let isSo = false;
    const all = dispatcher.allTaken().then(() => {
      isSo = true;
    });

    dispatcher.free("one");
    await Promise.resolve();
    expect(isSo).toBe(false);

    dispatcher.free("one");
    await all;
  });

  it("closes what nobody has taken", () => {
    const { dispatcher, connect } = dispatching();
    dispatcher.free("one");
    const connections = [connect("a"), connect("b")];

    dispatcher.close();

    expect(connections.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });
});
