import js from "@eslint/js";
import globals from "globals";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";

const noProcessEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Only server/env.ts reads process.env.",
};
const noModuleMocks = {
  selector: "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/]",
  message: "Tests use the real parts, or a port handed in. No module mocks.",
};
const noBareBodies = {
  selector:
    "CallExpression[callee.object.name='request'][callee.property.name=/^(formData|text|json|arrayBuffer|blob|bytes|clone)$/], MemberExpression[object.name='request'][property.name='body'], MemberExpression[object.property.name='request'][property.name='body'], CallExpression[callee.property.name='formData']",
  message: "A body is read by defineActions, which bounds it and asks first who sends it.",
};
const noOwnActions = {
  selector:
    "ExportNamedDeclaration > FunctionDeclaration[id.name='action'], ExportNamedDeclaration > VariableDeclaration > VariableDeclarator[id.name='action']:not([init.callee.name=/^defineActions?$/]), ExportSpecifier[exported.name='action']",
  message: "A route's action is made by defineActions or defineAction.",
};
const noLiteralSpreads = {
  selector:
    "ObjectExpression > SpreadElement > ObjectExpression, ObjectExpression > SpreadElement > TSAsExpression > ObjectExpression",
  message: "Write the properties themselves: in a spread they are not checked for excess.",
};
const noAwaitAmongPromises = {
  selector:
    "CallExpression[callee.object.name='Promise'] > ArrayExpression > CallExpression > AwaitExpression",
  message: "Await it before: a promise beside it that fails meanwhile is one nobody handles.",
};
const EVERYWHERE = [noModuleMocks, noLiteralSpreads, noAwaitAmongPromises];

export default tseslint.config(
  { ignores: ["build/", ".data/", "node_modules/", "public/", "migrations/", "test/upgrade/"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      // A new kind is told of wherever kinds are told apart.
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/only-throw-error": [
        "error",
        { allow: [{ from: "lib", name: "Response" }] },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "func-style": ["error", "declaration", { allowArrowFunctions: true }],
      "no-restricted-syntax": ["error", noProcessEnv, ...EVERYWHERE],
      "no-console": "error",
      eqeqeq: ["error", "always"],
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ...jsxA11y.flatConfigs.recommended,
    languageOptions: {
      ...jsxA11y.flatConfigs.recommended.languageOptions,
      globals: { ...globals.browser },
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      // Loaders and actions answer by throwing a Response: that is how Remix speaks.
      "@typescript-eslint/only-throw-error": "off",
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: ["app/lib/actions/**"],
    rules: {
      "no-restricted-syntax": ["error", noProcessEnv, ...EVERYWHERE, noBareBodies, noOwnActions],
    },
  },
  {
    // Of texts that strangers write. Commands read our own files only.
    files: ["app/**/*.{ts,tsx}", "{domain,server}/**/*.ts"],
    ignores: ["**/*.test.{ts,tsx}", "server/commands/**"],
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential", ignorePartial: false }],
    },
  },
  {
    // The env module is the one reader of the environment, and one other module fills a gap in it; commands and tests speak to a terminal.
    files: ["server/{env,default-node-env}.ts", "test/**", "*.config.{js,ts}"],
    rules: { "no-restricted-syntax": ["error", ...EVERYWHERE] },
  },
  {
    files: ["server/commands/**", "server/start/**", "test/**", "server/{start,dev}.ts"],
    rules: { "no-console": "off" },
  },
  { files: ["**/*.{js,cjs,mjs}"], ...tseslint.configs.disableTypeChecked },
);
