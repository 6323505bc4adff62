// `kaizen`: puts the parts together. Everything that is not named here may change.
export { main } from "./main.ts";
