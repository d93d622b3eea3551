// What web/build.mjs takes in beside modules.

declare module "*.css";
