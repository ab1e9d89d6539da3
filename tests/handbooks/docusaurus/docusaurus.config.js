export default { title: "Repair evening", url: "https://example.org", baseUrl: "/" };
