# heal to copy into an image that has dbt:
#
#     COPY --from=heal /usr/local/ /usr/local/
#
# Nothing is published; build it yourself with `docker build -t heal .` in a checkout.
FROM swift:6.3-bookworm AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends libpcre2-dev libsqlite3-dev libyaml-dev make pkg-config python3 python3-venv curl \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /heal
COPY . .
RUN make install DESTDIR=/staged

# Program, rules, pages, manual and completions, and nothing else: the program is static.
FROM scratch
COPY --from=build /staged/ /
ENTRYPOINT ["/usr/local/bin/heal"]
