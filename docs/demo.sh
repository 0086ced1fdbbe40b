#!/usr/bin/env bash
# What `make demo` shows: the five reports of seeds/, asked, compared and briefed without a model.
set -euo pipefail
export GONGBAO_BACKEND=offline
mkdir -p out

ask() {
  printf '\n问:%s\n' "$1"
  gongbao ask "$1"
}

gongbao ingest seeds
ask "满洲里市2020年地区生产总值是多少?增速呢?"
ask "乌海市2023年固定资产投资增长多少?"
ask "回民区2022年社会消费品零售总额增长目标是多少?"
ask "海拉尔区2021年怎样优化营商环境?"
ask "满洲里市2020年常住人口是多少?"

printf '\n五地比较\n'
gongbao compare
gongbao brief --out out/brief.docx
gongbao brief --out out/brief.html
printf '\n简报(各一页): out/brief.docx  out/brief.html\n'
