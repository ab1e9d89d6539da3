export default {
  title: "Repair evening",
  url: "https://example.org",
  baseUrl: "/",
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false, pages: false }]],
};
