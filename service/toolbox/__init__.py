"""gongbao's tasks as tools for agents: one signature each, for MCP and LangChain alike."""
