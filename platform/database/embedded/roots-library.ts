/** Where root puts what the server's account must reach and cannot reach where it lies. */
export const rootsLibrary = "/var/lib/customer-graph";
