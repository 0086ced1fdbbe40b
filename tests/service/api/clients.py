"""Requests as chat programs send them, field by field: what each adds to a plain question."""

from typing import Any

QUESTION = "满洲里市2020年城镇登记失业率是多少？"
TOOL = {
    "type": "function",
    "function": {"name": "web_search", "description": "上网查", "parameters": {"type": "object"}},
}


def _turn(*texts: str) -> list[dict[str, Any]]:
    return [
        {"role": "assistant" if at % 2 else "user", "content": text}
        for at, text in enumerate(texts)
    ]


LOBECHAT: dict[str, Any] = {
    "model": "gongbao",
    "messages": [
        {"role": "system", "content": "你是一位热情的助手，请用比喻回答，数字四舍五入。"},
        {"role": "user", "content": [{"type": "text", "text": QUESTION}]},
    ],
    "stream": True,
    "stream_options": {"include_usage": True},
    "temperature": 1,
    "top_p": 1,
    "frequency_penalty": 0,
    "presence_penalty": 0,
    "tools": [TOOL],
    "user": "user-1",
}
DIFY: dict[str, Any] = {
    "model": "gongbao",
    "messages": [
        {"role": "system", "content": "Use the context: <context></context>"},
        *_turn(QUESTION, "不知道。", QUESTION),
    ],
    "stream": True,
    "temperature": 0.7,
    "max_tokens": 512,
    "response_format": {"type": "text"},
    "stop": ["\nHuman:"],
    "user": "abc-123",
}
DIFY_CHECK: dict[str, Any] = {
    "model": "gongbao",
    "messages": [{"role": "user", "content": "ping"}],
    "max_tokens": 5,
    "stream": False,
}
ANYTHINGLLM: dict[str, Any] = {
    "model": "gongbao",
    "messages": [
        {"role": "system", "content": "Given the following conversation, relevant context…"},
        {"role": "user", "content": QUESTION},
    ],
    "stream": True,
    "temperature": 0.7,
    "max_tokens": 1024,
}
OPEN_WEBUI: dict[str, Any] = {
    "model": "gongbao",
    "messages": _turn(QUESTION),
    "stream": True,
    "stream_options": {"include_usage": True},
    "tools": [TOOL],
    "tool_choice": "auto",
    "logit_bias": {},
    "reasoning_effort": "low",
    "metadata": {"chat_id": "1"},
}
CLIENTS = {
    "LobeChat": LOBECHAT,
    "Dify": DIFY,
    "AnythingLLM": ANYTHINGLLM,
    "Open WebUI": OPEN_WEBUI,
}
