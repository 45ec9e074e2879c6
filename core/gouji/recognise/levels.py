"""Which kind of public body a name denotes, by the codes of the law's deadlines (条例第49、50条)."""

from __future__ import annotations

import re

from gouji.text import fold, squeeze

_MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
_PROVINCE = re.compile(r"(?:省|自治区)$")
_TOWN = re.compile(r"(?:镇|乡|苏木|民族乡)(?:人民)?政府(?:办公室|党政办公室|党政办)?$|(?:镇|乡|苏木)$")
_STREET = re.compile(r"街道(?:办事处|办)?(?:党政办公室|党政办)?$|地区办事处$")
_ZONE = re.compile(
    r"(?<!监督)(?:管理委员会|管委会)$|(?:开发区|高新区|新区|园区|示范区|保税区|风景区|度假区|自贸区|工业园|产业园)(?:管理委员会|管委会)?$"
)
_OFFICE = re.compile(
    r"(?:省|市|县|区|旗|州|盟)?(?:人民)?政府办公[厅室]$|(?:省|市|县|区|旗|州)(?:政府)?府办$|(?:省|市|县|区|旗|州)政府办$|^国务院办公厅$"
)
_CENTRAL = re.compile(
    r"^(?:国家|中华人民共和国|中国|海关总署|税务总局|应急管理部|国务院(?!办公厅)|(?:教育|科学技术|工业和信息化|公安|民政|司法|财政|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|外交|国防)部$)"
)
_AREA = r"(?:省|自治区|市|自治州|州|盟|地区|县|自治县|区|旗|自治旗)"
_BRANCH = re.compile(rf"^(?:国家|中国).{{2,10}}?(?:局|银行|委员会)(?:.{{1,8}}?{_AREA}.|.{{2,8}}[局行队办站处]$)")
_GOVERNMENT = re.compile(rf"^(.{{1,20}}?{_AREA})(?:人民政府|政府)?$")
_DEPARTMENT = re.compile(
    r"(?:局|委员会|委|厅|部|办公室|办|署|中心|分局|支队|大队|总队|所|站|院|行|社|队|处|会|公司|集团|学校|中学|小学|大学|幼儿园|医院|馆|库|台|联社|法院|银行)$"
)


def level_of(unit: str) -> str | None:
    """The level code of a unit's name, or None when the name does not tell.

    A county-level city cannot be told from a prefecture-level one by its name: a bare 某市 is
    taken for `gov.city`; both have the same deadline.
    """
    name = fold(squeeze(unit)).removesuffix("本级")
    if not name:
        return None
    if _STREET.search(name):
        return "street"
    if _TOWN.search(name) and not re.search(r"(?:县|区|市|旗)人民政府$", name):
        return "town"
    if _OFFICE.search(name):
        return "office"
    if _ZONE.search(name) and not re.search(r"新区人民政府$", name):
        return "zone"
    if name in _MUNICIPALITIES or any(name == m + "人民政府" for m in _MUNICIPALITIES):
        return "gov.prov"
    found = _GOVERNMENT.match(name)
    if found:
        area = found[1]
        if _PROVINCE.search(area):
            return "gov.prov"
        if re.search(r"(?:县|旗)$", area) or (area.endswith("区") and not area.endswith("地区")):
            return "gov.county"
        if re.search(r"(?:市|州|盟|地区)$", area):
            return "gov.county" if re.search(r"(?:市|州).{1,8}市$", area) else "gov.city"
    if _CENTRAL.search(name) and not _BRANCH.match(name):
        return "central"
    if _DEPARTMENT.search(name):
        return "dept"
    return None
