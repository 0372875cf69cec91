const { constants, createContext } = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

// Plain JavaScript, because jest loads environments untransformed.

/** Globals that must be those of Node's `Buffer` rather than the context's own. */
const OF_BUFFER = ["ArrayBuffer", "Uint8Array"];

/**
 * Jest's environment with an ordinary global object. Jest's own is a proxy, through which looking
 * up a global such as `Array` or `Map` takes eight times as long.
 */
module.exports = class OrdinaryGlobal extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const global = createContext(constants.DONT_CONTEXTIFY);
    for (const key of Reflect.ownKeys(this.global)) {
      if (key in global && !OF_BUFFER.includes(key)) continue;
      Object.defineProperty(global, key, Object.getOwnPropertyDescriptor(this.global, key));
    }
    global.global = global;
    this.context = global;
    this.global = global;
    this.moduleMocker = new this.moduleMocker.constructor(global);
    this.fakeTimersModern = new this.fakeTimersModern.constructor({ config: config.projectConfig, global });
  }
};
