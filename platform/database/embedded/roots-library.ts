/** Where root puts what the server's account cannot reach in its original place. */
export const rootsLibrary = "/var/lib/customer-graph";
