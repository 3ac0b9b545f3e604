declare const __APP_VERSION__: string;

/** Version of this tool, put in by the build. */
export const appVersion: string = __APP_VERSION__;
