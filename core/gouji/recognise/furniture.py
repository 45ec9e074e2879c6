"""Page furniture: lines that belong to the web page or the paper, not to the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gouji.document import Paragraph
from gouji.lean import TYPE_CHECKING
from gouji.text import REMEMBERED, fold, squeeze

if TYPE_CHECKING:
    from gouji.recognise.tokens import Line

_LONGEST_LABEL = 12
_LONGEST_VALUE = 60
_LABELS = (
    "发布时间|发布日期|发布于|发表时间|发表日期|上传时间|发文日期|发文时间|公开日期|公开时间|生成日期|生成时间|成文日期|成文时间|更新时间|更新日期|录入时间|时间|日期|信息来源|文章来源|来源|稿源"
    "|作者|供稿|撰稿|责任编辑|责编|编辑|审核|校对|签发|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|点击次数|点击数|点击量|点击率|访问次数|访问量|人气|字体大小|字体|字号|视力保护色|保护视力色"
    "|索引号|信息索引号|主题分类|信息分类|分类|发布机构|公开机构|公开主体|发布单位|发布部门|公开部门|责任部门|信息提供|文号|发文字号|发文机关|发文机构|有效性|信息有效性|效力状态|时效性|主题词|关键词|体裁"
    "|组配分类|信息名称|名称|标题|公开方式|公开形式|公开范围|公开类别|公开程序|公开时限|公开属性|统一登记号|信息类别|服务对象|内容概述|内容概览|概述|废止日期|生效日期|当前位置|您现在的位置|您当前的位置|您的位置|现在位置|所在位置|位置"
    "|上一篇|下一篇|上一条|下一条|上一页|下一页|相关附件|相关链接|相关文章|相关稿件|相关阅读|附件下载|文件下载|文档下载|主办单位|主办|承办单位|承办|协办|技术支持|版权所有|网站标识码|网站地图|备案号|邮编|信息处理人"
)
_LABELLED = re.compile(rf"^[\[(|·>]*(?:{_LABELS})[\])]*[:：]")
_LABEL = re.compile(rf"^[\[(|·>•]*(?:{_LABELS})[\])]*[:：]?$")
_ALONE = re.compile(
    r"^[\[(|·>\-]*(?:打印(?:本页|此页|文章|正文)?|关闭(?:本页|窗口|此页)?|收藏(?:本页)?|分享(?:到)?|转发|大中小|[大中小]|字体|正文|首页|网站首页|返回(?:首页|顶部|上页|列表)?|登录|注册|搜索|检索|繁体(?:版)?|简体(?:版)?|english"
    r"|无障碍(?:阅读|浏览|版)?|长者(?:版|模式|助手)?|适老(?:版|化)?|关怀版|网站支持ipv6|(?:扫一扫|扫码|用微信扫).{0,20}|微信|微博|朋友圈|qq空间|(?:手机版|电脑版|客户端)|加入收藏|设为首页|联系我们|关于我们|网站声明|网站地图|使用帮助"
    r"|政务(?:公开|服务|邮箱|动态|新媒体)|新闻中心|互动交流|政民互动|信息公开|政府信息公开|(?:法定主动公开内容|政府信息公开(?:指南|制度|年报|目录))|下载|附件|点击下载|【?字体:?【?|上一篇|下一篇|相关(?:链接|阅读|文章|稿件|信息|内容)|友情链接|更多|>+|<+|没有了)[\])|·>]*$",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"ICP备|公网安备|网安备\d|网站标识码|版权所有|Copyright|All Rights Reserved|技术支持[:：]|浏览次数|字体:?[\[(【]|分享到[:：]?"
    r"|【打印】|\[打印\]|【关闭】|\[关闭\]|打印本页|关闭窗口",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"^(?:当前位置|您?(?:现在|当前)?的?位置|首页).{0,3}[>＞/》»]|(?:[>＞»].{1,20}){2,}")
_PAGE_MARK = re.compile(
    r"[-—–－―]{1,2}[\s\u00a0\u3000]*\d{1,3}[\s\u00a0\u3000]*[-—–－―]{1,2}|第\s?\d{1,3}\s?页\s?[,，/]?\s?(?:[共/]\s?\d{1,3}\s?页?)?|\d{1,3}/\d{1,3}"
)
_PAGE_NUMBER = re.compile(r"^[-—–]*\s*(?:第?\d{1,3}页?(?:[共/]+\d{1,3}页?)?)\s*[-—–]*$")


@lru_cache(REMEMBERED)
def is_furniture(text: str) -> bool:
    """Whether a whole line is page furniture rather than part of the report."""
    squeezed = fold(squeeze(text))
    if not squeezed or len(squeezed) > 160:
        return not squeezed
    if _ALONE.match(squeezed) or _BREADCRUMB.match(squeezed):
        return True
    if len(squeezed) <= 120 and "。" not in squeezed and (_LABELLED.match(squeezed) or _ANYWHERE.search(squeezed)):
        return True
    return len(squeezed) <= 12 and _PAGE_NUMBER.match(squeezed) is not None and not squeezed.isdigit()


def is_page_mark(text: str) -> bool:
    """Whether a whole line is a page number in its usual dress (— 4 —, 第4页 共9页), which may fall
    anywhere, even between the cells of a table. A bare number is none."""
    return len(text) <= 40 and _PAGE_MARK.fullmatch(text.strip(" \t\r\n\u00a0\u3000")) is not None


def labelled(lines: Sequence[Line]) -> dict[int, Paragraph]:
    """What a page says of itself in a label and a value of their own, by the number of the value's
    line or of the grid's row: a paragraph with both (发布日期: 2024-01-09)."""
    out: dict[int, Paragraph] = {}
    label = ""
    for number, line in enumerate(lines):
        if line.paragraph is None:
            texts = [token.text.strip() for token in line.tokens]
            if any(
                _LABEL.match(key) or _LABELLED.match(key) for text in texts if len(text) <= _LONGEST_VALUE and (key := fold(squeeze(text)))
            ):
                out[number] = Paragraph(" ".join(texts), line.tokens[0].place)
            label = ""
            continue
        text = line.paragraph.text.strip()
        if label and len(text) <= _LONGEST_VALUE and "。" not in text and not is_furniture(text):
            out[number] = line.paragraph._replace(text=f"{label} {text}")
        label = text if len(text) <= _LONGEST_LABEL and text[-1:] in (":", "：") and _LABEL.match(fold(squeeze(text))) else ""
    return out
