#!/usr/bin/env bash
# What `make demo` shows: the five reports of seeds/, asked, compared and briefed without a model.
set -euo pipefail
export GONGBAO_BACKEND=offline
[ -t 1 ] || export COLUMNS=100 # a page for whoever reads it later

ask() {
  printf '\n问：%s\n' "$1"
  gongbao ask "$1" | sed '/^$/d'
}

echo '读入 seeds/ 里的五份报告，把每一段算成向量（第一次约半分钟，以后立即完成）……'
gongbao ingest seeds | tail -n 1
ask '满洲里市2020年地区生产总值是多少？'
ask '满洲里市和海拉尔区2020年地区生产总值相差多少？'
ask '满洲里市2020年常住人口是多少？'

printf '\n比较五地的五项指标（出处略去，直接运行 gongbao compare 可见）\n'
gongbao compare --kind result --indicator 地区生产总值 --indicator 固定资产投资 \
  --indicator 社会消费品零售总额 --indicator 一般公共预算收入 --indicator 城镇新增就业 2>/dev/null |
  sed 's/\[[0-9]*\]//g; /^ *$/d; /^注：/q'

printf '\n一页简报：'
gongbao brief --out out/brief.docx 2>&1 | sed -n 's/^已写入 //p'
cat <<'NEXT'
接下来：.venv/bin/gongbao ask "你的问题"        问别的
        .venv/bin/gongbao ingest 文件或文件夹   读入自己的报告
        make serve                              在浏览器里用；全部命令见 .venv/bin/gongbao --help
NEXT
