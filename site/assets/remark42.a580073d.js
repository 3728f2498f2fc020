// Remark42 takes its settings from a variable of this name, and from nowhere else.

export function before(place) {
  const { host, site, url, title, language } = place.dataset;
  window.remark_config = {
    host,
    site_id: site,
    url,
    page_title: title,
    locale: language,
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    components: ["embed"],
  };
}
