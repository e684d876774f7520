export {};
//# sourceMappingURL=callback-request.js.map