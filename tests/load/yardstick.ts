import express from "express";

/** The yardstick: what Express alone answers on this machine at this moment. */
const app = express();
app.get("/", (_request, response) => {
  response.send("hola");
});
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
});
process.once("disconnect", () => process.exit(0));
